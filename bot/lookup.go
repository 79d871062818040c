package bot

import (
	"math/bits"
	"slices"

	"careerbot/knowledge"
)

// A found is the cells of a board that say most of what a question says.
type found struct {
	*board
	cells [][2]int // row and column, in the table's order
	met   uint64   // by the number of what is wanted
}

// lookUp returns the cells that say most of what is wanted, of the board that has most;
// false where none says all that an answer must. Where it is not strict, an everyday word
// may be missing.
func (b *Bot) lookUp(all []wanted, pay, strict bool) (found, bool) {
	must := musts(all)
	var best found
	for _, o := range b.boardsFor(all) {
		if pay != o.paying {
			continue
		}
		f := o.choose(all, must, pay)
		if len(f.cells) > 0 && (best.board == nil || f.better(&best, must)) {
			best = f
		}
	}
	missing := must &^ best.met
	return best, best.board != nil && len(best.cells) <= mostLookedUp && (missing == 0 || !strict && !b.lacks(all, missing))
}

// lacks reports whether something is missing that is more than a word which much of the
// articles is said with.
func (b *Bot) lacks(all []wanted, missing uint64) bool {
	for i, w := range all {
		if missing&(1<<i) == 0 {
			continue
		}
		if w.whole || len(w.terms) > 0 || len(w.stems) != 1 || b.index.Information(w.stems[0]) > lookedCommon || b.index.Frequency(w.stems[0]) == 0 {
			return true
		}
	}
	return false
}

// lookedCommon is how much a word tells at most that may be missing.
const lookedCommon = 2.5

// mostLookedUp is how many cells an answer by labels shows.
const mostLookedUp = 12

// better reports whether the cells found say more than others, or as much and are fewer.
func (f *found) better(g *found, must uint64) bool {
	if n, m := bits.OnesCount64(f.met&must), bits.OnesCount64(g.met&must); n != m {
		return n > m
	}
	if n, m := bits.OnesCount64(f.met), bits.OnesCount64(g.met); n != m {
		return n > m
	}
	return len(f.cells) < len(g.cells)
}

// boardsFor returns the boards whose labels have a word of what is wanted.
func (b *Bot) boardsFor(all []wanted) []*board {
	var out []*board
	for _, w := range all {
		for _, s := range slices.Concat(w.stems, w.on) {
			if with := b.boardsOf[s]; len(with) <= mostBoards {
				for _, o := range with {
					if !slices.Contains(out, o) {
						out = append(out, o)
					}
				}
			}
		}
	}
	return out
}

// mostBoards is how many tables may have a word in their labels that chooses among them.
const mostBoards = 200

// choose returns the cells of which no other says more: all that must be said first.
func (o *board) choose(all []wanted, must uint64, pay bool) found {
	rows, cols, about := o.masks(o.rows, all), o.masks(o.cols, all), o.masks([]label{o.about}, all)[0]
	type cell struct {
		at   [2]int
		mask uint64
	}
	var cells []cell
	for r, row := range o.table.Rows {
		for c := 1; c < len(row.Cells); c++ {
			p := o.pays[[2]int{r, c}]
			if pay && p == nil && (len(o.pays) > 0 || len(knowledge.FindMoney(row.Cells[c])) == 0) {
				continue
			}
			if !o.atOtherRate(all, r, c) {
				cells = append(cells, cell{[2]int{r, c}, rows[r] | cols[c] | readAs(all, p)})
			}
		}
	}
	below := func(x, y uint64) bool { // y says all that x says, and more
		if x&must != y&must {
			return x&must&^y == 0
		}
		return x != y && x&^y == 0
	}
	f := found{board: o, met: about}
	if !o.parted {
		for k := range all {
			if all[k].role && slices.ContainsFunc(all[k].terms, func(t *knowledge.Term) bool { return slices.Contains(o.roles, t) }) {
				f.met |= 1 << k // it is said of all roles of the article
			}
		}
	}
	for _, x := range cells {
		if x.mask != 0 && !slices.ContainsFunc(cells, func(y cell) bool { return below(x.mask, y.mask) }) {
			f.cells = append(f.cells, x.at)
			f.met |= x.mask
		}
	}
	return f
}

// readAs returns which of what is wanted a cell was read as; p is nil for no pay.
func readAs(all []wanted, p *knowledge.Pay) (mask uint64) {
	for k := range all {
		if p != nil && all[k].of(p, nil) {
			mask |= 1 << k
		}
	}
	return mask
}

// exact reports whether the cells found are few and were chosen by their row and, of
// several columns that could be meant, by their column; that a role has a row tells nothing
// but of pay.
func (f *found) exact(all []wanted) bool {
	for _, at := range f.cells {
		byRow, byCol := false, len(f.cols) == 2 || f.paying && f.onlyPriced(at)
		for i := range all {
			byRow = byRow || all[i].must && (f.paying || !all[i].role) && all[i].met(&f.rows[at[0]])
			byCol = byCol || all[i].must && all[i].met(&f.cols[at[1]])
		}
		if !byRow || !byCol {
			return false
		}
	}
	return len(f.cells) <= mostAmounts
}

// cellMeets reports whether a cell's own labels say what is wanted.
func (f *found) cellMeets(at [2]int, w *wanted) bool {
	p := f.pays[at]
	return w.met(&f.about) || w.met(&f.rows[at[0]]) || w.met(&f.cols[at[1]]) || p != nil && w.of(p, nil)
}

// onlyPriced reports whether a cell is paid by something, "€430 a day", and no other of its
// row has money.
func (f *found) onlyPriced(at [2]int) bool {
	for c, cell := range f.table.Rows[at[0]].Cells {
		money := knowledge.FindMoney(cell)
		if c == at[1] && (len(money) == 0 || money[0].Period == "") || c > 0 && c != at[1] && len(money) > 0 {
			return false
		}
	}
	return true
}
