// Package story groups reports of one event into stories.
package story
