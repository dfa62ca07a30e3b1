// DuckDB with one thread, as all the others have.

import { duckdb } from './parts/duckdb.js';

export default duckdb('DuckDB, one thread', 1);
