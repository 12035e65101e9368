// Package page reads the report in an HTML page.
package page
