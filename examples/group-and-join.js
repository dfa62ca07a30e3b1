// Group-by and join of columns: what every customer has spent, and the country of every order.
//
//   node examples/group-and-join.js [--orders 5000000] [--customers 500000]

import { GoMap } from 'tophash';
import { compare, main } from './jobs/compare.js';
import { randomNumbers } from './jobs/random.js';
import { count } from './start/format.js';

/** In the column of countries: the order's customer is not in the table. */
const NONE = 255;

await main('group-and-join', { orders: 5_000_000, customers: 500_000 }, (sizes) => {
  const { orders, customers } = makeTables(sizes);
  console.log(`${count(sizes.orders)} orders of ${count(sizes.customers)} customers`);
  compare('Group by: what each customer has spent', {
    Map: () => groupWithMap(orders, customers),
    tophash: () => groupWithColumns(orders, customers),
  });
  compare('Join: the country of each order', {
    Map: () => joinWithMap(orders, customers),
    tophash: () => joinWithColumns(orders, customers),
  });
});

function groupWithMap(orders, customers) {
  const spent = new Map();
  for (let i = 0; i < orders.customer.length; i += 1) {
    const id = orders.customer[i];
    spent.set(id, (spent.get(id) ?? 0) + orders.amount[i]);
  }
  return Float64Array.from(customers.id, (id) => spent.get(id) ?? 0);
}

function groupWithColumns(orders, customers) {
  const spent = new GoMap('u32', 'f64');
  spent.addAll(orders.customer, orders.amount);
  const totals = spent.getAll(customers.id);
  spent.dispose();
  return totals;
}

function joinWithMap(orders, customers) {
  const countries = new Map();
  for (let i = 0; i < customers.id.length; i += 1) {
    countries.set(customers.id[i], customers.country[i]);
  }
  return Uint8Array.from(orders.customer, (id) => countries.get(id) ?? NONE);
}

function joinWithColumns(orders, customers) {
  const countries = new GoMap('u32', 'u8');
  countries.setAll(customers.id, customers.country);
  const joined = countries.getAll(orders.customer, new Uint8Array(orders.customer.length), NONE);
  countries.dispose();
  return joined;
}

/** Two tables as columns. Some customers order more than others, and some are in no table. */
function makeTables(sizes) {
  const random = randomNumbers(1);
  const pick = (n) => Math.floor(random() * n);
  const id = Uint32Array.from({ length: sizes.customers }, (_, i) => idOf(i));
  const country = Uint8Array.from(id, () => pick(200));
  const customer = new Uint32Array(sizes.orders);
  const amount = new Float64Array(sizes.orders);
  for (let i = 0; i < sizes.orders; i += 1) {
    customer[i] = idOf(Math.floor(random() ** 1.5 * sizes.customers * 1.01));
    amount[i] = pick(100_000) / 100;
  }
  return { orders: { customer, amount }, customers: { id, country } };
}

/** Ids as they come from a database of many tables: no two alike, in no order. */
function idOf(i) {
  const x = Math.imul(i ^ (i >>> 16), 0x45d9f3b);
  return (x ^ (x >>> 16)) >>> 0;
}
