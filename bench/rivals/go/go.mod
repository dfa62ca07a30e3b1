module tophash/bench/rivals/go

go 1.19
