package state

import "careerbot/bot"

// listens reports whether a question is such that its person can go on in its
// thread without saying it to the bot.
func listens(q bot.Question) bool { return q.Public && q.Thread != "" && q.User != "" }

// continues reports whether a message that was not said to the bot stands in a
// thread in which the last answer was to the same person. What that answer was
// stands under the thread and under the person in it: they differ as soon as
// somebody else gets another answer there.
func (d *Desk) continues(q bot.Question) bool {
	if q.Addressed || q.Opens || !listens(q) {
		return false
	}
	slots := d.Store.copies.slots
	last, ok := slots.get(d.name.conversation(q))
	if !ok {
		return false
	}
	own, ok := slots.get(d.name.asker(q))
	return ok && own == last
}

// goOn answers what goes on from the last answer of a thread, which is silence
// for nearly all that people say there. Only what is answered is counted by the
// limits, and nobody who did not ask the bot is told of them.
func (d *Desk) goOn(q bot.Question) bot.Answer {
	a := d.compose(q)
	if a.Kind == bot.Silence {
		return a
	}
	wait, _ := d.limiters.person(q, d.Limits.PerPerson)
	if wait == 0 {
		wait, _ = d.limiters.room(q, d.Limits.PerRoom)
	}
	if wait > 0 {
		d.counts.tooFast.Add(1)
		return bot.Answer{}
	}
	return a
}

// opened notes whom an answer is for that nobody asked the bot for: from now on
// it stands in the thread.
func (d *delivery) opened() {
	if p := d.parcel; p.Asker != "" && p.Mail.Answer.State != "" {
		d.desk.carry(p.Asker, p.Mail.Answer.State, d.taken)
	}
}
