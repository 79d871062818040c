package bot

// Repeated returns what takes the place of an answer that was given in a room a
// few minutes ago: a line that leads to it.
func (a Answer) Repeated(link string) Answer {
	return Answer{Kind: a.Kind, Headline: "I answered this here a few minutes ago:", Link: link}
}
