// DuckDB with all the threads it wants.

import { duckdb } from './parts/duckdb.js';

export default duckdb('DuckDB, all threads', 0);
