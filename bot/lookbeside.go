package bot

import (
	"slices"

	"careerbot/knowledge"
)

// lookBeside returns the cells beside those of the answer before, in the same table: what
// a follow-up says replaces the row or the column, "and in year two?".
func (b *Bot) lookBeside(a *ask, all []wanted) (found, bool) {
	o := b.boardAt[a.prior.board]
	if a.prior.board == 0 || o == nil || len(a.toks) == 0 || a.beside() || !a.follows && a.wordCount() > mostBeside {
		return found{}, false
	}
	all = slices.DeleteFunc(slices.Clone(all), func(w wanted) bool { return w.kept }) // the cell before has it
	must, met := musts(all), uint64(0)
	pick := func(lines []label, first, last int) []int {
		var picked []int
		masks := o.masks(lines, all)
		for i := first; i < len(masks); i++ {
			m := masks[i] & must
			if m != 0 && !slices.ContainsFunc(masks[first:], func(n uint64) bool { return m != n&must && m&^n == 0 }) {
				picked, met = append(picked, i), met|masks[i]
			}
		}
		return nearest(lines, picked, last)
	}
	row := slices.IndexFunc(o.table.Rows, func(r knowledge.Row) bool { return rowHash(r.Label()) == a.prior.row })
	col := slices.IndexFunc(o.table.Header, func(h string) bool { return rowHash(h) == a.prior.col })
	rows, cols := pick(o.rows, 0, row), pick(o.cols, 1, col)
	if met == 0 || must&^met&^o.masks([]label{o.about}, all)[0] != 0 {
		return found{}, false
	}
	if rows == nil {
		rows = lineOrAll(row, len(o.rows), 0)
	}
	if cols == nil {
		cols = lineOrAll(col, len(o.cols), 1)
	}
	f := found{board: o, met: met}
	for _, r := range rows {
		for _, c := range cols {
			if len(o.pays) == 0 || o.pays[[2]int{r, c}] != nil {
				f.cells = append(f.cells, [2]int{r, c})
			}
		}
	}
	return f, len(f.cells) > 0 && len(f.cells) <= mostLookedUp
}

// mostBeside is how many words a message has at most that goes on from a cell without
// the form of a follow-up.
const mostBeside = 6

// nearest keeps of some lines those that share most words with the one before: behind
// "X outside London", "and Y?" is Y outside London.
func nearest(lines []label, picked []int, last int) []int {
	if last < 0 || len(picked) < 2 {
		return picked
	}
	shared := func(i int) (n int) {
		for _, s := range lines[i].stems {
			if slices.Contains(lines[last].stems, s) {
				n++
			}
		}
		return n
	}
	most := 0
	for _, i := range picked {
		most = max(most, shared(i))
	}
	return slices.DeleteFunc(picked, func(i int) bool { return shared(i) < most })
}

// lineOrAll returns one line, or all from the first where there is none.
func lineOrAll(line, n, first int) (out []int) {
	if line >= first {
		return []int{line}
	}
	for i := first; i < n; i++ {
		out = append(out, i)
	}
	return out
}

// remember notes the cells that an answer shows, for what follows it.
func (b *Bot) remember(d *draft) {
	if len(d.pays) == 0 || d.memory.board != 0 {
		return
	}
	first := d.pays[0]
	o := b.boards[tableKey{first.Article, first.Section, first.Block}]
	row, col := true, true
	for _, p := range d.pays[1:] {
		if p.Article != first.Article || p.Section != first.Section || p.Block != first.Block {
			return
		}
		row, col = row && p.Row == first.Row, col && p.Col == first.Col
	}
	o.keep(&d.memory, [2]int{first.Row, first.Col}, row, col)
}
