#include "textflag.h"

// func prefetch(weights *float32, features *[22]uint32)
TEXT ·prefetch(SB), NOSPLIT, $0-16
	MOVQ weights+0(FP), AX
	MOVQ features+8(FP), BX
	MOVQ $22, CX

loop:
	MOVL       (BX), DX
	PREFETCHT0 (AX)(DX*4)
	ADDQ       $4, BX
	DECQ       CX
	JNZ        loop
	RET
