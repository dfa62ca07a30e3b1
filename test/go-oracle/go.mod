module tophash/go-oracle

go 1.19
