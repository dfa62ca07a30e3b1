// DuckDB, an analytical database, in this process: tables in memory, SQL, results taken as typed arrays.

import { installPackage } from '../../rivals/install.js';
import { load } from '../../rivals/load.js';

/** Rows of a chunk, as many as a vector of DuckDB has. */
const CHUNK = 2048;

/** A contestant that may use so many threads; 0 for all there are. */
export function duckdb(title, threads) {
  return {
    title,
    side: 'rival',
    can: ['query'],
    where: 'node',
    missing: () => installPackage('@duckdb/node-api'),
    takes: ({ goKind }) => goKind === 'u32',
    async load() {
      const { DuckDBDataChunk, DuckDBInstance, UINTEGER, DOUBLE } = await load('@duckdb/node-api');
      const options = threads === 0 ? {} : { threads: String(threads) };
      const database = await DuckDBInstance.create(':memory:', options);
      const connection = await database.connect();
      let tables = 0;

      async function table(keys, values) {
        tables += 1;
        const name = `t${tables}`;
        await connection.run(`create table ${name} (k uinteger, v double)`);
        const appender = await connection.createAppender(name);
        for (let from = 0; from < keys.length; from += CHUNK) {
          const rows = Math.min(CHUNK, keys.length - from);
          const chunk = DuckDBDataChunk.create([UINTEGER, DOUBLE], rows);
          chunk.setColumnValues(0, keys.subarray(from, from + rows));
          chunk.setColumnValues(1, values.subarray(from, from + rows));
          appender.appendDataChunk(chunk);
        }
        appender.closeSync();
        return name;
      }

      /** The columns of a result, copied from the arrays behind its vectors. */
      async function columns(sql, arrays) {
        const result = await connection.run(sql);
        const parts = arrays.map(() => []);
        let rows = 0;
        for (;;) {
          const chunk = await result.fetchChunk();
          if (!chunk || chunk.rowCount === 0) break;
          parts.forEach((list, i) => {
            list.push(chunk.getColumnVector(i).items);
          });
          rows += chunk.rowCount;
        }
        return arrays.map((Column, i) => {
          const all = new Column(rows);
          let at = 0;
          for (const part of parts[i]) {
            all.set(part, at);
            at += part.length;
          }
          return all;
        });
      }

      return {
        table,
        discard: (name) => connection.run(`drop table ${name}`),
        async groupSum(name) {
          const sql = `select k, sum(v) from ${name} group by k`;
          const [keys, sums] = await columns(sql, [Uint32Array, Float64Array]);
          return { keys, sums };
        },
        async groupCount(name) {
          const sql = `select k, count(*)::double from ${name} group by k`;
          const [keys, sums] = await columns(sql, [Uint32Array, Float64Array]);
          return { keys, sums };
        },
        async distinct(name) {
          const [keys] = await columns(`select distinct k from ${name}`, [Uint32Array]);
          return keys;
        },
        async joinSum(name, other) {
          const sql = `select sum(a.v * b.v) from ${name} a join ${other} b on a.k = b.k`;
          const [[sum]] = await columns(sql, [Float64Array]);
          return sum;
        },
      };
    },
  };
}
