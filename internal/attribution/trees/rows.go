package trees

// Width is how many columns a row has room for.
const Width = 128

// block is how many rows are kept, and asked, together.
const block = 32

// Rows are rows of numbers. They are kept in blocks of 32, the numbers of a
// column side by side, because so they are asked. The zero value has no rows.
type Rows struct {
	blocks []*columns
	n      int
}

// columns are 32 rows.
type columns [Width][block]float32

// Row is one row, to be filled.
type Row struct {
	columns *columns
	lane    uint8
}

// Len is how many rows there are.
func (r *Rows) Len() int { return r.n }

// Clear forgets all rows and keeps their room.
func (r *Rows) Clear() { r.n = 0 }

// Add adds a row. What stood in its room before stands in it still.
func (r *Rows) Add() Row {
	if r.n == len(r.blocks)*block {
		r.blocks = append(r.blocks, new(columns))
	}
	r.n++
	return r.At(r.n - 1)
}

// At is the row i.
func (r *Rows) At(i int) Row { return Row{r.blocks[i/block], uint8(i % block)} }

// Put sets a column.
func (r Row) Put(column int, v float32) { r.columns[column%Width][r.lane%block] = v }

// Fill sets the first columns.
func (r Row) Fill(values []float32) {
	lane := r.lane % block
	for c, v := range values {
		r.columns[c%Width][lane] = v
	}
}

// number is what a column holds.
func (r Row) number(column int) float32 { return r.columns[column%Width][r.lane%block] }
