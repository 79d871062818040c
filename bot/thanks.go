package bot

// ThanksAnswer is what a person reads who has voted.
func ThanksAnswer() Answer {
	return Answer{Kind: Help, Headline: "Thank you. Your vote is counted without your name.", Private: true}
}
