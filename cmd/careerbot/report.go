package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"careerbot/bot"
	"careerbot/bot/state"
)

// reportFor is how long a report may take.
const reportFor = 30 * time.Second

type reportCommand struct {
	storage `embed:""`
	Format  string `default:"text" enum:"text,csv,json" help:"text, csv or json (default: ${default})."`
	Listen  string `default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Address of the page of the careerbot that has the folder open (default: ${default})."`
}

// Help is the second half of "careerbot report --help".
func (reportCommand) Help() string {
	return `What members asked for over 90 days and did not get, how they voted, and how
messages of the last 25 hours ended. It shows nothing that fewer than three
people asked for, and no words of members but the questions that they passed on
to the editors, without names.`
}

// Run prints the report.
func (c reportCommand) Run(p *process) error {
	ctx, cancel := context.WithTimeout(p.ctx, reportFor)
	defer cancel()
	r, err := c.read(ctx, p)
	if err != nil {
		return err
	}
	switch c.Format {
	case "json":
		out := json.NewEncoder(p.out)
		out.SetIndent("", "  ")
		return out.Encode(r)
	case "csv":
		return reportCSV(p.out, r)
	}
	_, err = io.WriteString(p.out, reportText(r))
	return err
}

// read takes the report from where state is: of a folder that is in use, from
// the process that uses it.
func (c reportCommand) read(ctx context.Context, p *process) (r state.Report, err error) {
	set, err := readSettings(p.getenv)
	if err != nil {
		return r, err
	}
	s, err := c.store(p.getenv, set.key, nil)
	if err != nil {
		return r, err
	}
	if s.Folder != "" {
		if _, err := os.Stat(s.Folder); errors.Is(err, os.ErrNotExist) {
			return r, fmt.Errorf("there is no state in %s yet; say where it is with --state", s.Folder)
		}
	}
	switch err = s.Open(ctx); {
	case errors.Is(err, state.ErrLocked):
		return c.fetch(ctx)
	case err != nil:
		return r, err
	}
	r, err = s.Report(ctx)
	return r, errors.Join(err, s.Close())
}

// fetch asks the process that has the folder open.
func (c reportCommand) fetch(ctx context.Context) (r state.Report, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.Listen+"/report", nil)
	if err != nil {
		return r, fmt.Errorf("--listen: %w", err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return r, fmt.Errorf("a careerbot has the folder open, and does not answer on %s; say with --listen where its page is: %w", c.Listen, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return r, fmt.Errorf("http://%s/report: %s", c.Listen, resp.Status)
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, 64<<20)).Decode(&r); err != nil {
		return r, fmt.Errorf("http://%s/report: %w", c.Listen, err)
	}
	return r, nil
}

// reportPage serves the report of a store.
func reportPage(s *state.Store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		ctx, cancel := context.WithTimeout(req.Context(), reportFor)
		defer cancel()
		r, err := s.Report(ctx)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(r) // the client may be gone
	})
}

// reportText is the report as a person reads it.
func reportText(r state.Report) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	section := func(title string, n int) {
		line("\n%s", title)
		if n == 0 {
			line("  nothing yet")
		}
	}
	line("What members asked for, 90 days to %s", r.At.Format("2 January 2006, 15:04 UTC"))
	line("Shown from %d different people on; no words of theirs but what they passed on.", state.AskersLeast)
	section("Questions by what they were about", len(r.Demand))
	for _, d := range r.Demand {
		line("  %-60s %d people, %d answered%s", d, d.Askers, d.Answered, because(d.Reason))
	}
	section("Asked for, and nothing is written on it", len(r.Missing))
	for _, t := range r.Missing {
		line("  %-60s %d people", t.Missing(), t.Askers)
	}
	section("Why questions were declined", len(r.Reasons))
	for _, t := range r.Reasons {
		line("  %-60s %d people", t.Name, t.Askers)
	}
	section("Passed on to the editors, without names", len(r.Passed))
	for _, p := range r.Passed {
		line("  %s  %s", p.Day, p.Text)
	}
	section("Votes", len(r.Votes))
	for _, v := range r.Votes {
		line("  %-60s %d × %s", cmp.Or(v.Passage, "unknown passage")+", "+v.About(), v.Votes, voteName(v.Act))
	}
	d := r.Deliveries
	line("\nMessages of the last 25 hours\n  %d sent, %d waiting, %d too late, %d failed, %d sent without knowing whether they arrived",
		d.Sent, d.Waiting, d.Late, d.Failed, d.Unsettled)
	return b.String()
}

func because(r bot.Reason) string {
	if r == "" {
		return ""
	}
	return " (" + string(r) + ")"
}

func voteName(a bot.Act) string {
	switch a {
	case bot.VoteUp:
		return "helpful"
	case bot.WrongFigure:
		return "wrong figure"
	case bot.NotMyQuestion:
		return "not my question"
	case bot.TooLittle:
		return "too little"
	}
	return "not helpful"
}

// reportCSV writes all parts of the report as one table; what a row is says
// its first column.
func reportCSV(out io.Writer, r state.Report) error {
	w := csv.NewWriter(out)
	rows := [][]string{{"what", "name", "role", "place", "level", "metric", "people", "answered", "reason", "day"}}
	for _, d := range r.Demand {
		rows = append(rows, []string{"question", "", d.Role, d.Place, d.Level, d.Metric, strconv.Itoa(d.Askers), strconv.Itoa(d.Answered), string(d.Reason), ""})
	}
	for _, t := range r.Missing {
		rows = append(rows, []string{"missing", t.Name, "", "", "", "", strconv.Itoa(t.Askers), "", "", ""})
	}
	for _, t := range r.Reasons {
		rows = append(rows, []string{"declined", t.Name, "", "", "", "", strconv.Itoa(t.Askers), "", "", ""})
	}
	for _, p := range r.Passed {
		rows = append(rows, []string{"passed on", p.Text, "", "", "", "", "", "", "", p.Day})
	}
	for _, v := range r.Votes {
		s := v.Slots
		rows = append(rows, []string{"vote", v.Passage, strings.Join(s.Role, " and "), strings.Join(s.Place, " and "), strings.Join(s.Level, " and "), s.Metric,
			strconv.Itoa(v.Votes), "", string(v.Act), ""})
	}
	d := r.Deliveries
	for _, e := range []struct {
		end string
		n   int
	}{{"sent", d.Sent}, {"waiting", d.Waiting}, {"late", d.Late}, {"failed", d.Failed}, {"unsettled", d.Unsettled}} {
		rows = append(rows, []string{"message", e.end, "", "", "", "", strconv.Itoa(e.n), "", "", ""})
	}
	return w.WriteAll(spreadsheetSafe(rows))
}

// spreadsheetSafe keeps a spreadsheet from taking a cell for a formula: names
// come from articles and word lists, and passages from buttons.
func spreadsheetSafe(rows [][]string) [][]string {
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				row[i] = "'" + cell
			}
		}
	}
	return rows
}
