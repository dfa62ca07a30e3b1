// Hash functions, draws and array lengths against values known beforehand.

package selftest

import (
	"strings"
	"testing"
)

func TestVectors(t *testing.T) {
	expectLines(t, output(t, "vectors"),
		"len 0 seed 0x12345678 -> 3e4164dd15c34e42 seed 0 -> 3e4164dd07f7183a",
		"len 1 seed 0x12345678 -> f104532354a9cc7b seed 0 -> b5add29272216da7",
		"len 2 seed 0x12345678 -> 2d2fe76d60beabe5 ",
		"len 3 seed 0x12345678 -> 948c11edca6a1b04 ",
		"len 4 seed 0x12345678 -> cc271466dd86630b ",
		"len 5 seed 0x12345678 -> 2451fc6db4618a23 ",
		"len 7 seed 0x12345678 -> 58ff74a62dc85a6b ",
		"len 8 seed 0x12345678 -> b0f720c098bf03f0 ",
		"len 9 seed 0x12345678 -> 99fd1e42f94476dd ",
		"len 12 seed 0x12345678 -> 36682060706b73c5 ",
		"len 16 seed 0x12345678 -> 5c3b964345bd5a42 ",
		"len 17 seed 0x12345678 -> d704e9fe7cb2e818 ",
		"len 32 seed 0x12345678 -> ef62b152a2f96ce1 ",
		"len 33 seed 0x12345678 -> 5fa5b8bf10e16329 ",
		"len 48 seed 0x12345678 -> 30ebf5d78dd317c1 ",
		"len 49 seed 0x12345678 -> 381cbbf0dc826299 ",
		"len 64 seed 0x12345678 -> d877719d2d0ff9bc ",
		"len 97 seed 0x12345678 -> f166996bee610ef7 ",
		"len 145 seed 0x12345678 -> 8db45a86bcb97cea ",
		"len 200 seed 0x12345678 -> f581c6c1e8210a87 ",
		"f64 bits 0 -> 2cc80d0f597abd67",
		"f64 bits 3ff0000000000000 -> 2d9419437c466e5f",
		"any uint64 0x1122334455667788 -> 9c5eb46e4ca95524",
		"any string hello -> 8cd48be57cf0ba9d",
		"draw state 0 -> 8f59a58e ff4e856d",
	)
}

func TestTypes(t *testing.T) {
	expectLines(t, output(t, "types"),
		"u32u32 4 4 80 0 4 4 4 8",
		"f64f64 8 8 144 0 8 8 8 8",
		"strstr 16 16 272 272 12 16 16 8",
		"bigu64 8 8 144 144 5 136 8 8",
		"u64b128 8 128 1104 0 4 8 128 8",
		"u64b129 8 8 144 144 6 8 129 8",
	)
}

func TestSlots(t *testing.T) {
	expectLines(t, output(t, "slots"),
		"3\t8\t8\t8\t8\t8\t8\t8\t8\t8\t8\t8\t8",
		"4\t18\t17\t18\t18\t17\t17\t17\t18\t17\t19\t17\t17",
		"12\t4352\t4505\t4437\t4388\t4403\t4375\t4411\t4380\t4365\t4371\t4367\t4355",
	)
}

// expectLines checks that for each given text a line of the output begins with it.
func expectLines(t *testing.T, output string, beginnings ...string) {
	t.Helper()
	for _, beginning := range beginnings {
		if !strings.Contains("\n"+output, "\n"+beginning) {
			t.Errorf("no line begins with %q", beginning)
		}
	}
}
