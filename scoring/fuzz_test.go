package scoring_test

import (
	"math/rand/v2"
	"testing"
)

func FuzzScore(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("demarcation point"))
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, seed))
		bytes := make([]byte, 64<<random.IntN(6))
		for i := range bytes {
			bytes[i] = byte(random.Uint32())
		}
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		g := &generator{random: rand.New(&byteSource{bytes: bytes, beyond: rand.NewPCG(0, 0)})}
		agree(t, "drawn from bytes", g.sample(), g.random.IntN(1001))
	})
}

// byteSource takes its numbers from bytes, so that the fuzzer steers what is
// drawn; beyond goes on where they end.
type byteSource struct {
	bytes  []byte
	beyond rand.Source
}

func (s *byteSource) Uint64() uint64 {
	if len(s.bytes) == 0 {
		return s.beyond.Uint64()
	}
	drawn := s.bytes[0]
	s.bytes = s.bytes[1:]
	// Every byte decides the high bits, which is where a small number comes from.
	return uint64(drawn) * 0x0101010101010101
}
