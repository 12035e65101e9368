#include "textflag.h"

// Labels stand side by side in a register; the eighth number is 0.

// TOTAL adds the seven numbers of Yp (whose lower half is Xp) from the first to
// the last into X, as normalise does. H and T are spare.
#define TOTAL(Yp, Xp, X, H, T) \
	VEXTRACTF128 $1, Yp, H; \
	VMOVSHDUP Xp, T; \
	VADDSS T, Xp, X; \
	VPERMILPS $2, Xp, T; \
	VADDSS T, X, X; \
	VPERMILPS $3, Xp, T; \
	VADDSS T, X, X; \
	VADDSS H, X, X; \
	VMOVSHDUP H, T; \
	VADDSS T, X, X; \
	VPERMILPS $2, H, T; \
	VADDSS T, X, X

// one is all weight on the first label; its first number is also the 1 of 1 / sum.
DATA one<>+0(SB)/4, $1.0
DATA one<>+4(SB)/4, $0.0
DATA one<>+8(SB)/8, $0
DATA one<>+16(SB)/8, $0
DATA one<>+24(SB)/8, $0
GLOBL one<>(SB), RODATA|NOPTR, $32

DATA impossible<>+0(SB)/4, $1.0e-30
GLOBL impossible<>(SB), RODATA|NOPTR, $4

// seven keeps all but the eighth.
DATA seven<>+0(SB)/8, $0xFFFFFFFFFFFFFFFF
DATA seven<>+8(SB)/8, $0xFFFFFFFFFFFFFFFF
DATA seven<>+16(SB)/8, $0xFFFFFFFFFFFFFFFF
DATA seven<>+24(SB)/8, $0x00000000FFFFFFFF
GLOBL seven<>(SB), RODATA|NOPTR, $32

// func emissionsAtOnce(out *scores, sums *Sum, n int, scale float32, series *[9]float32)
TEXT ·emissionsAtOnce(SB), NOSPLIT, $0-40
	MOVQ out+0(FP), AX
	MOVQ sums+8(FP), BX
	MOVQ n+16(FP), CX
	VBROADCASTSS scale+24(FP), Y5
	MOVQ series+32(FP), DX
	VBROADCASTSS 0(DX), Y6  // smallest
	VBROADCASTSS 4(DX), Y7  // log2e
	VBROADCASTSS 8(DX), Y8  // power5
	VBROADCASTSS 12(DX), Y9 // power4
	VBROADCASTSS 16(DX), Y10
	VBROADCASTSS 20(DX), Y11
	VBROADCASTSS 24(DX), Y12 // power1
	VBROADCASTSS 28(DX), Y13 // 1
	VPBROADCASTD 32(DX), Y14 // 127
	VMOVUPS seven<>(SB), Y15

emission:
	TESTQ CX, CX
	JZ    emitted
	VPMOVZXWD (BX), Y0
	VPAND Y15, Y0, Y0 // the eighth is never the largest

	// less the largest
	VEXTRACTI128 $1, Y0, X1
	VPMAXSD X1, X0, X1
	VPSHUFD $0x4E, X1, X2
	VPMAXSD X2, X1, X1
	VPSHUFD $0xB1, X1, X2
	VPMAXSD X2, X1, X1
	VPBROADCASTD X1, Y1
	VPSUBD Y1, Y0, Y0
	VCVTDQ2PS Y0, Y0
	VMULPS Y5, Y0, Y0

	// fastExp
	VCMPPS $1, Y6, Y0, Y4 // all ones where below smallest
	VMULPS Y7, Y0, Y0 // z
	VCVTTPS2DQ Y0, Y1 // whole
	VCVTDQ2PS Y1, Y2
	VSUBPS Y2, Y0, Y0 // f
	VMULPS Y8, Y0, Y2
	VADDPS Y9, Y2, Y2
	VMULPS Y2, Y0, Y2
	VADDPS Y10, Y2, Y2
	VMULPS Y2, Y0, Y2
	VADDPS Y11, Y2, Y2
	VMULPS Y2, Y0, Y2
	VADDPS Y12, Y2, Y2
	VMULPS Y2, Y0, Y2
	VADDPS Y13, Y2, Y2
	VPADDD Y14, Y1, Y1
	VPSLLD $23, Y1, Y1
	VMULPS Y1, Y2, Y2
	VANDNPS Y2, Y4, Y2
	VANDPS Y15, Y2, Y2
	VMOVUPS Y2, (AX)
	ADDQ $32, AX
	ADDQ $16, BX
	DECQ CX
	JMP  emission

emitted:
	VZEROUPPER
	RET

// func sweepAtOnce(alpha, beta, emit *scores, class *uint8, n int, on, back *scores)
TEXT ·sweepAtOnce(SB), NOSPLIT, $0-56
	MOVQ alpha+0(FP), AX
	MOVQ beta+8(FP), BX
	MOVQ emit+16(FP), CX
	MOVQ class+24(FP), SI
	MOVQ n+32(FP), R10
	MOVQ on+40(FP), R8
	MOVQ back+48(FP), R9
	DECQ R10
	MOVQ R10, R11
	SHLQ $5, R11
	ADDQ R11, BX       // the last
	LEAQ (CX)(R11*1), DX
	LEAQ (SI)(R10*1), DI
	VMOVUPS (AX), Y0
	VMOVUPS (BX), Y1
	VMOVSS one<>(SB), X14
	VMOVSS impossible<>(SB), X15

step:
	TESTQ R10, R10
	JZ    swept

	// (class*Classes + next class) * Labels*32 bytes, of both
	MOVBLZX (SI), R11
	MOVBLZX 1(SI), R12
	LEAQ (R11)(R11*4), R11
	LEAQ (R12)(R11*2), R11
	IMULQ $224, R11
	ADDQ R8, R11
	MOVBLZX -1(DI), R12
	MOVBLZX (DI), R13
	LEAQ (R12)(R12*4), R12
	LEAQ (R13)(R12*2), R12
	IMULQ $224, R12
	ADDQ R9, R12

	// forward: each label that is left, in order
	VPERM2F128 $0x00, Y0, Y0, Y2
	VPERM2F128 $0x11, Y0, Y0, Y3
	VPERMILPS $0x00, Y2, Y4
	VMULPS 0(R11), Y4, Y5
	VPERMILPS $0x55, Y2, Y4
	VMULPS 32(R11), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0xAA, Y2, Y4
	VMULPS 64(R11), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0xFF, Y2, Y4
	VMULPS 96(R11), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0x00, Y3, Y4
	VMULPS 128(R11), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0x55, Y3, Y4
	VMULPS 160(R11), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0xAA, Y3, Y4
	VMULPS 192(R11), Y4, Y4
	VADDPS Y4, Y5, Y5
	VMULPS 32(CX), Y5, Y0

	// backward: each label that is reached, those that begin first
	VMULPS (DX), Y1, Y6
	VPERM2F128 $0x00, Y6, Y6, Y2
	VPERM2F128 $0x11, Y6, Y6, Y3
	VPERMILPS $0x00, Y2, Y4
	VMULPS 0(R12), Y4, Y5
	VPERMILPS $0x55, Y2, Y4
	VMULPS 32(R12), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0xFF, Y2, Y4
	VMULPS 96(R12), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0x55, Y3, Y4
	VMULPS 160(R12), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0xAA, Y2, Y4
	VMULPS 64(R12), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0x00, Y3, Y4
	VMULPS 128(R12), Y4, Y4
	VADDPS Y4, Y5, Y5
	VPERMILPS $0xAA, Y3, Y4
	VMULPS 192(R12), Y4, Y4
	VADDPS Y4, Y5, Y1

	TOTAL(Y0, X0, X2, X3, X4)
	TOTAL(Y1, X1, X5, X6, X7)
	VUCOMISS X2, X15
	JCC noForward

	VDIVSS X2, X14, X2
	VBROADCASTSS X2, Y2
	VMULPS Y2, Y0, Y0

forwarded:
	VUCOMISS X5, X15
	JCC noBackward
	VDIVSS X5, X14, X5
	VBROADCASTSS X5, Y5
	VMULPS Y5, Y1, Y1

backwarded:
	VMOVUPS Y0, 32(AX)
	VMOVUPS Y1, -32(BX)
	ADDQ $32, AX
	SUBQ $32, BX
	ADDQ $32, CX
	SUBQ $32, DX
	INCQ SI
	DECQ DI
	DECQ R10
	JMP  step

noForward:
	VMOVUPS one<>(SB), Y0
	JMP forwarded

noBackward:
	VMOVUPS one<>(SB), Y1
	JMP backwarded

swept:
	VZEROUPPER
	RET

// func marginals(prob, alpha, beta *scores, n int)
TEXT ·marginals(SB), NOSPLIT, $0-32
	MOVQ prob+0(FP), AX
	MOVQ alpha+8(FP), BX
	MOVQ beta+16(FP), CX
	MOVQ n+24(FP), DX
	VMOVSS one<>(SB), X14
	VMOVSS impossible<>(SB), X15

token:
	TESTQ DX, DX
	JZ    done
	VMOVUPS (BX), Y0
	VMULPS (CX), Y0, Y0
	TOTAL(Y0, X0, X2, X3, X4)
	VUCOMISS X2, X15
	JCC nothing
	VDIVSS X2, X14, X2
	VBROADCASTSS X2, Y2
	VMULPS Y2, Y0, Y0

normal:
	VMOVUPS Y0, (AX)
	ADDQ $32, AX
	ADDQ $32, BX
	ADDQ $32, CX
	DECQ DX
	JMP  token

nothing:
	VMOVUPS one<>(SB), Y0
	JMP normal

done:
	VZEROUPPER
	RET

// PLUS adds the weights of the feature that stands AT places behind CX to X.
#define PLUS(AT, R, T, X) \
	MOVL AT*4(SI)(CX*4), R; \
	ANDL $0x3FFFF, R; \
	VPMOVZXBW (BX)(R*8), T; \
	VPADDW T, X, X

// func addAtOnce(out *Sum, weights *uint64, features *uint32, ends *int32, n int)
TEXT ·addAtOnce(SB), NOSPLIT, $0-40
	MOVQ out+0(FP), AX
	MOVQ weights+8(FP), BX
	MOVQ features+16(FP), SI
	MOVQ ends+24(FP), DI
	MOVQ n+32(FP), R8
	XORQ CX, CX // the feature

list:
	TESTQ R8, R8
	JZ    added
	MOVLQSX (DI), DX
	VPXOR X0, X0, X0
	LEAQ -4(DX), R13

four:
	CMPQ CX, R13
	JGT  one
	PLUS(0, R9, X1, X0)
	PLUS(1, R10, X2, X0)
	PLUS(2, R11, X3, X0)
	PLUS(3, R12, X4, X0)
	ADDQ $4, CX
	JMP  four

one:
	CMPQ CX, DX
	JGE  listed
	PLUS(0, R9, X1, X0)
	INCQ CX
	JMP  one

listed:
	VMOVDQU X0, (AX)
	ADDQ $16, AX
	ADDQ $4, DI
	DECQ R8
	JMP  list

added:
	VZEROUPPER
	RET

// NEAR has the weights of the feature that stands AT places behind BX brought near.
// Fetching ahead from anywhere does no harm.
#define NEAR(AT, R) \
	MOVL AT*4(BX), R; \
	PREFETCHT0 (AX)(R*8)

// func prefetch(weights *uint64, features []uint32)
TEXT ·prefetch(SB), NOSPLIT, $0-32
	MOVQ weights+0(FP), AX
	MOVQ features_base+8(FP), BX
	MOVQ features_len+16(FP), CX

fours:
	SUBQ $4, CX
	JLT  ones
	NEAR(0, R8)
	NEAR(1, R9)
	NEAR(2, R10)
	NEAR(3, R11)
	ADDQ $16, BX
	JMP  fours

ones:
	ADDQ $4, CX

next:
	JZ   done
	NEAR(0, R8)
	ADDQ $4, BX
	DECQ CX
	JMP  next

done:
	RET
