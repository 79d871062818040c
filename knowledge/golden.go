package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed articles/*.questions.jsonl
var shippedQuestions embed.FS

// ShippedQuestions has the golden questions of the shipped articles: those of
// articles/NAME.md in articles/NAME.questions.jsonl.
func ShippedQuestions() fs.FS { return shippedQuestions }
