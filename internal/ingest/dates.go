package ingest

import "parallax/internal/ingest/page"

// publishedDate reads a date of publication in any of the forms that feeds,
// archives and people write.
func publishedDate(s string) string { return page.Date(s) }
