#include "textflag.h"

// func prefetch(weights *uint64, features []uint32)
TEXT ·prefetch(SB), NOSPLIT, $0-32
	MOVQ weights+0(FP), AX
	MOVQ features_base+8(FP), BX
	MOVQ features_len+16(FP), CX

loop:
	TESTQ CX, CX
	JZ    done
	MOVL  (BX), DX
	ANDL  $0x3FFFF, DX // Buckets - 1
	PREFETCHT0 (AX)(DX*8)
	ADDQ  $4, BX
	DECQ  CX
	JMP   loop

done:
	RET
