#include "textflag.h"

// ORDERED does to eight numbers what ordered does to one.
#define ORDERED(n, t) \
	VPSRAD $31, n, t; \
	VPSRLD $1, t, t;  \
	VPXOR  t, n, n

// func rank(numbers *[32]float32, thresholds []int32, ranks *[32]uint8)
TEXT ·rank(SB), NOSPLIT, $0-40
	MOVQ    numbers+0(FP), AX
	MOVQ    thresholds_base+8(FP), BX
	MOVQ    thresholds_len+16(FP), CX
	MOVQ    ranks+32(FP), DX
	VMOVDQU 0(AX), Y0
	VMOVDQU 32(AX), Y1
	VMOVDQU 64(AX), Y2
	VMOVDQU 96(AX), Y3
	ORDERED(Y0, Y8)
	ORDERED(Y1, Y9)
	ORDERED(Y2, Y10)
	ORDERED(Y3, Y11)
	VPXOR   Y4, Y4, Y4
	VPXOR   Y5, Y5, Y5
	VPXOR   Y6, Y6, Y6
	VPXOR   Y7, Y7, Y7

threshold:
	TESTQ        CX, CX
	JZ           counted
	VPBROADCASTD (BX), Y8
	VPCMPGTD     Y8, Y0, Y9 // -1 where the number is above
	VPCMPGTD     Y8, Y1, Y10
	VPCMPGTD     Y8, Y2, Y11
	VPCMPGTD     Y8, Y3, Y12
	VPSUBD       Y9, Y4, Y4
	VPSUBD       Y10, Y5, Y5
	VPSUBD       Y11, Y6, Y6
	VPSUBD       Y12, Y7, Y7
	ADDQ         $4, BX
	DECQ         CX
	JMP          threshold

counted:
	// The order in which packing leaves the rows is undone where add puts the
	// bytes of leaves together.
	VPACKSSDW Y5, Y4, Y4
	VPACKSSDW Y7, Y6, Y6
	VPACKUSWB Y6, Y4, Y4
	VMOVDQU   Y4, (DX)
	VZEROUPPER
	RET

// GROUP counts the groups whose last threshold is below a number.
#define GROUP(n) \
	VPBROADCASTD (224+4*n)(BX), Y8; \
	VPCMPGTD     Y8, Y0, Y9;  \
	VPCMPGTD     Y8, Y1, Y10; \
	VPCMPGTD     Y8, Y2, Y11; \
	VPCMPGTD     Y8, Y3, Y12; \
	VPSUBD       Y9, Y4, Y4;  \
	VPSUBD       Y10, Y5, Y5; \
	VPSUBD       Y11, Y6, Y6; \
	VPSUBD       Y12, Y7, Y7

// PLACE counts the threshold at a place of each number's group if it is below.
#define PLACE(n) \
	VMOVDQU  (32*n)(BX), Y8; \
	VPERMD   Y8, Y4, Y9;  \
	VPERMD   Y8, Y5, Y10; \
	VPERMD   Y8, Y6, Y11; \
	VPCMPGTD Y9, Y0, Y9;  \
	VPCMPGTD Y10, Y1, Y10; \
	VPCMPGTD Y11, Y2, Y11; \
	VPSUBD   Y9, Y12, Y12; \
	VPSUBD   Y10, Y13, Y13; \
	VPSUBD   Y11, Y14, Y14; \
	VPERMD   Y8, Y7, Y9;  \
	VPCMPGTD Y9, Y3, Y9;  \
	VPSUBD   Y9, Y15, Y15

// func rankMany(numbers *[32]float32, thresholds *table, ranks *[32]uint8)
TEXT ·rankMany(SB), NOSPLIT, $0-24
	MOVQ    numbers+0(FP), AX
	MOVQ    thresholds+8(FP), BX
	MOVQ    ranks+16(FP), DX
	VMOVDQU 0(AX), Y0
	VMOVDQU 32(AX), Y1
	VMOVDQU 64(AX), Y2
	VMOVDQU 96(AX), Y3
	ORDERED(Y0, Y8)
	ORDERED(Y1, Y9)
	ORDERED(Y2, Y10)
	ORDERED(Y3, Y11)
	VPXOR   Y4, Y4, Y4
	VPXOR   Y5, Y5, Y5
	VPXOR   Y6, Y6, Y6
	VPXOR   Y7, Y7, Y7
	GROUP(0)
	GROUP(1)
	GROUP(2)
	GROUP(3)
	GROUP(4)
	GROUP(5)
	GROUP(6)
	VPSLLD  $3, Y4, Y12
	VPSLLD  $3, Y5, Y13
	VPSLLD  $3, Y6, Y14
	VPSLLD  $3, Y7, Y15
	PLACE(0)
	PLACE(1)
	PLACE(2)
	PLACE(3)
	PLACE(4)
	PLACE(5)
	PLACE(6)
	VPACKSSDW Y13, Y12, Y12
	VPACKSSDW Y15, Y14, Y14
	VPACKUSWB Y14, Y12, Y12
	VMOVDQU   Y12, (DX)
	VZEROUPPER
	RET

// A tree is at SI: the places of its columns, the ranks that go left, and the
// bytes of its leaves; the ranks are at DI.
#define UPTO 64
#define LEAF 96
#define SIZE 224

// ASK sets the bytes of the rows that go left at node n.
#define ASK(n, left) \
	MOVWLZX      (2*n)(SI), AX; \
	VPBROADCASTB (UPTO+n)(SI), left; \
	VPCMPGTB     (DI)(AX*1), left, left

// ASK2 asks node n of the rows that went left above, and n+1 of the others.
#define ASK2(n, m, above, left, t) \
	ASK(n, left);  \
	ASK(m, t);     \
	VPBLENDVB above, left, t, left

// LEAVES looks up a byte of the leaves: idx is which of 16, upper whether of
// the last 16.
#define LEAVES(b, idx, upper, out, t) \
	VBROADCASTI128 (LEAF+32*b)(SI), out;    \
	VBROADCASTI128 (LEAF+32*b+16)(SI), t;   \
	VPSHUFB        idx, out, out;           \
	VPSHUFB        idx, t, t;               \
	VPBLENDVB      upper, t, out, out

// ADD adds the leaves of eight rows to their sum, where the sum is open.
#define ADD(leaf, open, sum) \
	VANDPS open, leaf, leaf; \
	VADDPS leaf, sum, sum

// func add(trees []packedTree, ranks *[4096]uint8, least float32, sums *[32]float32)
TEXT ·add(SB), NOSPLIT, $128-48
	MOVQ         trees_base+0(FP), SI
	MOVQ         trees_len+8(FP), CX
	MOVQ         ranks+24(FP), DI
	MOVQ         sums+40(FP), DX
	VBROADCASTSS least+32(FP), Y0
	VMOVUPS      0(DX), Y8
	VMOVUPS      32(DX), Y9
	VMOVUPS      64(DX), Y10
	VMOVUPS      96(DX), Y11
	VCMPPS       $0x1D, Y0, Y8, Y1 // at or above least
	VCMPPS       $0x1D, Y0, Y9, Y2
	VCMPPS       $0x1D, Y0, Y10, Y3
	VCMPPS       $0x1D, Y0, Y11, Y4
	VMOVUPS      Y1, open-128(SP)
	VMOVUPS      Y2, open-96(SP)
	VMOVUPS      Y3, open-64(SP)
	VMOVUPS      Y4, open-32(SP)

tree:
	TESTQ CX, CX
	JZ    done

	// Y0 to Y4: which rows go left at each depth.
	ASK(0, Y0)
	ASK2(1, 2, Y0, Y1, Y15)

	ASK2(3, 4, Y1, Y2, Y15)
	ASK2(5, 6, Y1, Y14, Y15)
	VPBLENDVB Y0, Y2, Y14, Y2

	ASK2(7, 8, Y2, Y3, Y15)
	ASK2(9, 10, Y2, Y14, Y15)
	VPBLENDVB Y1, Y3, Y14, Y3
	ASK2(11, 12, Y2, Y13, Y15)
	ASK2(13, 14, Y2, Y14, Y15)
	VPBLENDVB Y1, Y13, Y14, Y13
	VPBLENDVB Y0, Y3, Y13, Y3

	ASK2(15, 16, Y3, Y4, Y15)
	ASK2(17, 18, Y3, Y14, Y15)
	VPBLENDVB Y2, Y4, Y14, Y4
	ASK2(19, 20, Y3, Y13, Y15)
	ASK2(21, 22, Y3, Y14, Y15)
	VPBLENDVB Y2, Y13, Y14, Y13
	VPBLENDVB Y1, Y4, Y13, Y4
	ASK2(23, 24, Y3, Y12, Y15)
	ASK2(25, 26, Y3, Y14, Y15)
	VPBLENDVB Y2, Y12, Y14, Y12
	ASK2(27, 28, Y3, Y13, Y15)
	ASK2(29, 30, Y3, Y14, Y15)
	VPBLENDVB Y2, Y13, Y14, Y13
	VPBLENDVB Y1, Y12, Y13, Y12
	VPBLENDVB Y0, Y4, Y12, Y4

	// Y7: which leaf from the last, 16 if left at the root, and so on; left is -1.
	VPADDB Y0, Y0, Y7
	VPADDB Y1, Y7, Y7
	VPADDB Y7, Y7, Y7
	VPADDB Y2, Y7, Y7
	VPADDB Y7, Y7, Y7
	VPADDB Y3, Y7, Y7
	VPADDB Y7, Y7, Y7
	VPADDB Y4, Y7, Y7
	VPABSB Y7, Y7

	LEAVES(0, Y7, Y0, Y1, Y15)
	LEAVES(1, Y7, Y0, Y2, Y15)
	LEAVES(2, Y7, Y0, Y3, Y15)
	LEAVES(3, Y7, Y0, Y4, Y15)
	VPUNPCKLBW Y2, Y1, Y5
	VPUNPCKHBW Y2, Y1, Y6
	VPUNPCKLBW Y4, Y3, Y12
	VPUNPCKHBW Y4, Y3, Y13
	VPUNPCKLWD Y12, Y5, Y1
	VPUNPCKHWD Y12, Y5, Y2
	VPUNPCKLWD Y13, Y6, Y3
	VPUNPCKHWD Y13, Y6, Y4
	ADD(Y1, open-128(SP), Y8)
	ADD(Y2, open-96(SP), Y9)
	ADD(Y3, open-64(SP), Y10)
	ADD(Y4, open-32(SP), Y11)

	ADDQ $SIZE, SI
	DECQ CX
	JMP  tree

done:
	VMOVUPS Y8, 0(DX)
	VMOVUPS Y9, 32(DX)
	VMOVUPS Y10, 64(DX)
	VMOVUPS Y11, 96(DX)
	VZEROUPPER
	RET
