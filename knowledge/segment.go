package knowledge

// The bounds of words that are parted where they were run together.
const (
	minRunTogether = 9  // letters; shorter ones are parted in two at most
	maxRunTogether = 60 // letters
	maxPart        = 16 // letters of one part
)

// Segment parts a text without spaces into known words:
// "howmuchdoseniornursesmake". It takes the parting of the fewest words, short
// ones counted double; nil where there is none.
func (l *Lexicon) Segment(run string) []string {
	if len(run) < minRunTogether || len(run) > maxRunTogether {
		return nil
	}
	const none = 1 << 20
	cost := make([]int, len(run)+1) // least cost of parting run[:i]
	from := make([]int, len(run)+1) // where its last word begins
	for i := 1; i <= len(run); i++ {
		cost[i] = none
		for j := max(0, i-maxPart); j < i; j++ {
			w := run[j:i]
			if cost[j] >= none || !l.part(w) {
				continue
			}
			c := cost[j] + 2
			if len(w) < 4 {
				c += 2
			}
			if c < cost[i] {
				cost[i], from[i] = c, j
			}
		}
	}
	if cost[len(run)] >= none {
		return nil
	}
	var out []string
	for i := len(run); i > 0; i = from[i] {
		out = append([]string{run[from[i]:i]}, out...)
	}
	if len(out)*3 > len(run) {
		return nil // many short words fit anything
	}
	return out
}

// part reports whether a word may stand in a run: one letter is only "a" or "i".
func (l *Lexicon) part(w string) bool {
	if len(w) == 1 {
		return w == "a" || w == "i"
	}
	return l.Knows(w) || l.Knows(Singular(w))
}
