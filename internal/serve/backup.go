package serve

import (
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// backup gives a copy of everything, made while the service runs. The copy is
// whole before the first byte leaves.
func (s *Server) backup(w http.ResponseWriter, r *http.Request) {
	dir, err := os.MkdirTemp("", "parallax-backup-")
	if err != nil {
		s.noBackup(w, err)
		return
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "backup.db")
	if err := s.o.Backup(r.Context(), name); err != nil {
		s.noBackup(w, err)
		return
	}
	f, err := os.Open(name)
	if err != nil {
		s.noBackup(w, err)
		return
	}
	defer f.Close()
	h := w.Header()
	h.Set("Content-Type", "application/vnd.sqlite3")
	h.Set("Content-Disposition", `attachment; filename="parallax-`+time.Now().UTC().Format("2006-01-02-1504")+`.db"`)
	h.Set("Cache-Control", "no-store")
	http.ServeContent(w, r, "", time.Time{}, f)
}

func (s *Server) noBackup(w http.ResponseWriter, err error) {
	s.log.Error("no backup", "error", err)
	plain(w, http.StatusInternalServerError, "The backup could not be made: "+err.Error())
}
