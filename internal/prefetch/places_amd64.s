#include "textflag.h"

// func places(first unsafe.Pointer, keys []uint32, shift, mask, size uint32)
TEXT ·places(SB), NOSPLIT, $0-44
	MOVQ first+0(FP), AX
	MOVQ keys_base+8(FP), BX
	MOVQ keys_len+16(FP), DX
	MOVL shift+32(FP), CX
	MOVL mask+36(FP), SI
	MOVL size+40(FP), DI

loop:
	TESTQ DX, DX
	JZ    done
	MOVL  (BX), R8
	SHRL  CX, R8
	ANDL  SI, R8
	IMULQ DI, R8
	PREFETCHT0 (AX)(R8*1)
	ADDQ  $4, BX
	DECQ  DX
	JMP   loop

done:
	RET
