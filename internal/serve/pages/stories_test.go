package pages

import "time"

// telling is one invented report.
type telling struct{ outlet, text string }

// invented are stories that were made up for these tests.
var invented = []struct {
	id      string
	ago     time.Duration // before noon of the tests
	fresh   int           // reports since the last visit
	reports []telling
}{
	{"lantern", 95 * time.Minute, 3, []telling{
		{"City Ledger", `Second inquest ordered into the Tanner Row fire

The coroner's court in Brackwater has ordered a second inquest into the fire in Tanner Row, in which nine people died in March 2029.

“No witness told this court that the alarm was silent, and I shall not find that it was,” Coroner Hale Winstanley said on Thursday.

Mr Winstanley said the first inquest had sat for four days and heard 31 witnesses.

“We have waited two years for somebody to ask who held the key,” said Edda Rook, whose brother died in the fire.`},
		{"Daily Kestrel", `Coroner reopens Tanner Row fire case

Coroner Hale Winstanley has ordered a second inquest into the fire in Tanner Row that killed nine people in March 2029.

“One witness told this court that the alarm was silent, and I shall not find that it was,” the coroner, Hale Winstanley, said.

The first inquest heard 37 witnesses over four days.

Edda Rook, whose brother died, said: “We have waited two years for somebody to ask who held the key.”`},
		{"Northern Packet", `Tanner Row: new inquest after two years

A second inquest into the Tanner Row fire will be held in the autumn, Coroner Hale Winstanley said on Thursday.

“No witness told this court that the alarm was silent,” Mr Winstanley said.

Nine people died in the fire in March 2029.`},
	}},
	{"bank", 3 * time.Hour, 4, []telling{
		{"Continental Wire", `Central bank of Orsa leaves its rate at 3.25 per cent

The central bank of Orsa left its main rate at 3.25 per cent on Thursday and dropped the word “patient” from its statement.

“We can afford to wait, and we intend to wait until the figures of the summer are in,” Governor Oriel Bastide told reporters in Port Velmar.

Ms Bastide said prices had risen by 2.4 per cent in the year to May.`},
		{"The Harbour Light", `Orsa keeps rate, drops “patient”

Orsa's central bank kept its rate at 3.25 per cent on Thursday.

“We can afford to wait, and we will wait until the figures of the summer are in,” Governor Oriel Bastide said.

Prices rose by 2.4 per cent in the year to May, Ms Bastide said.`},
		{"Western Ledger", `Bank holds at 3.25 per cent

The central bank of Orsa held its main rate at 3.25 per cent.

“We can afford to wait,” Governor Oriel Bastide said in Port Velmar.`},
		{"Radio Meridian", `No change from the central bank

Governor Oriel Bastide has left the main rate of Orsa's central bank at 3.25 per cent.

“We can afford to wait, and we intend to wait until the figures of the summer are in,” Ms Bastide said.

She said prices rose by 2.9 per cent in the year to May.`},
	}},
	{"teachers", 4 * time.Hour, 2, []telling{
		{"Northshore Times", `Teachers in Northshore vote to end their strike

Teachers in Northshore have voted by 61 per cent to go back to work on Monday after three weeks.

“It was never about the money alone,” said Imre Callow, who leads the union.`},
		{"Daily Kestrel", `Northshore strike over after vote

Teachers in Northshore voted by 64 per cent to end a strike of three weeks.

“It was never about the money alone,” the union's leader, Imre Callow, said.`},
	}},
	{"tunnel", 6 * time.Hour, 1, []telling{
		{"The Harbour Light", `Council puts off vote on harbour tunnel for a third time

The council of Port Velmar put off its vote on the harbour tunnel for a third time on Wednesday.

“I would rather be late than be sorry,” said the mayor, Henrik Sallow.`},
		{"Western Ledger", `Tunnel vote delayed again

The vote on the tunnel under the harbour of Port Velmar was put off again on Wednesday.

Mayor Henrik Sallow said: “I would rather be late than sorry.”`},
	}},
	{"wildfire", 7 * time.Hour, 3, []telling{
		{"Radio Meridian", `Fire above the Sarrat valley is contained

The fire above the Sarrat valley is contained after nine days, the fire service said on Thursday.

“The fire is contained, it is not out, and nobody should go home before we say so,” said Ines Kovar, who leads the crews.

It has burned 4,100 hectares.`},
		{"Northern Packet", `Sarrat fire contained after nine days

Crews have contained the fire above the Sarrat valley, which has burned 4,100 hectares in nine days.

“The fire is contained and out, and nobody should go home before we say so,” said Ines Kovar, the chief of the crews.`},
	}},
	{"memoir", 12 * time.Hour, 0, []telling{
		{"Daily Kestrel", `Publisher withdraws the memoir of General Renn

The publisher of General Aldous Renn's memoir has withdrawn the book six weeks after it came out.

“I wrote what I remembered,” General Renn said in a statement.`},
		{"City Ledger", `General's memoir withdrawn

General Aldous Renn's memoir was withdrawn by its publisher on Wednesday.

“I wrote what I was told to remember,” General Renn said in a statement.`},
	}},
	{"climbers", 13 * time.Hour, 0, []telling{
		{"Northern Packet", `Two climbers found alive in the Teln massif

Two climbers were found alive on Wednesday after five nights in the Teln massif.

“They were cold and they were cross,” said Dr Sunniva Aas.`},
		{"Radio Meridian", `Climbers rescued after four nights

Two climbers were brought down from the Teln massif on Wednesday after four nights.

“They were cold and they were cross,” Dr Sunniva Aas said.`},
	}},
	{"accord", 21 * time.Hour, 0, []telling{
		{"The Harbour Light", `Orsa and Kellan sign fishing accord after eleven months

Orsa and Kellan signed an accord on fishing grounds on Wednesday, eleven months after talks began.

“This is a beginning and it is a modest one,” said the minister for maritime affairs, Ysolde Carrick.`},
		{"Western Ledger", `Fishing accord signed

Orsa and Kellan signed their accord on fishing grounds on Wednesday.

“This is a beginning,” the minister, Ysolde Carrick, said.`},
		{"Continental Wire", `Fishing accord between Orsa and Kellan

An accord on fishing grounds between Orsa and Kellan was signed on Wednesday.

“This is a beginning and it is a modest one,” said Ysolde Carrick, minister for maritime affairs.`},
	}},
	{"museum", 33 * time.Hour, 0, []telling{
		{"City Ledger", `Museum returns twelve bronzes to Kellan

The city museum of Brackwater has returned twelve bronzes to Kellan.

“They were taken, and now they go home,” said the director, Paz Ohlin.`},
		{"Northshore Times", `Twelve bronzes go back to Kellan

Twelve bronzes from the museum in Brackwater went back to Kellan on Wednesday.

“They were acquired, and now they go home,” said Paz Ohlin, who leads the museum.`},
	}},
}
