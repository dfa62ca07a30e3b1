// Aggregates over text: count, sum, least, greatest and mean of the amounts by shop and product, then a
// join with a table of products. The two columns of text are encoded once. From there on they are small
// integers, and every question is a loop over typed arrays.
//
//   node examples/aggregates.js [--orders 1000000] [--shops 300] [--products 2000]

import { GoMap, stringsOf } from 'tophash';
import { compare, main } from './jobs/compare.js';
import { randomNumbers } from './jobs/random.js';
import { count } from './start/format.js';

/** For a product without a category. */
const NONE = 255;

const utf8 = new TextEncoder();
const decoder = new TextDecoder();

await main('aggregates', { orders: 1_000_000, shops: 300, products: 2000 }, (sizes) => {
  const { orders, catalogue } = makeTables(sizes);
  console.log(
    `${count(sizes.orders)} orders of ${count(sizes.products)} products in ${count(sizes.shops)} shops`,
  );
  compare('Aggregates by shop and product', {
    Map: () => aggregateWithMap(orders),
    tophash: () => aggregateWithColumns(orders),
  });
  const encoded = new GoMap('string', 'u32');
  const products = encoded.encodeAll(orders.product);
  compare('Join: the category of each order, by what is encoded already', {
    Map: () => joinWithMap(orders, catalogue),
    tophash: () => joinWithIds(encoded, products, catalogue),
  });
  encoded.dispose();
});

function aggregateWithMap({ shop, product, amount }) {
  const text = decoder.decode(shop.bytes); // all of it is ASCII
  const groups = new Map();
  for (let i = 0; i < amount.length; i += 1) {
    // Both fields with the comma between them: the cheapest key there is.
    const key = text.slice(shop.starts[i], product.ends[i]);
    let group = groups.get(key);
    if (group === undefined) {
      const [shop, product] = key.split(',');
      group = { shop, product, count: 0, sum: 0, min: Infinity, max: 0 };
      groups.set(key, group);
    }
    group.count += 1;
    group.sum += amount[i];
    group.min = Math.min(group.min, amount[i]);
    group.max = Math.max(group.max, amount[i]);
  }
  return Array.from(groups.values(), (group) => ({ ...group, mean: group.sum / group.count }));
}

function aggregateWithColumns({ shop, product, amount }) {
  const shops = new GoMap('string', 'u32');
  const products = new GoMap('string', 'u32');
  const groups = new GoMap('u32', 'u32');
  const shopOf = shops.encodeAll(shop);
  const productOf = products.encodeAll(product);
  // A pair of ids is a number too, and so is encoded like any other column.
  const pairs = shopOf.map((id, i) => id * products.size + productOf[i]);
  const groupOf = groups.encodeAll(pairs);
  const counts = new Uint32Array(groups.size);
  const sums = new Float64Array(groups.size);
  const least = new Float64Array(groups.size).fill(Infinity);
  const greatest = new Float64Array(groups.size);
  const first = new Uint32Array(groups.size);
  for (let i = 0; i < groupOf.length; i += 1) {
    const group = groupOf[i];
    if (counts[group] === 0) first[group] = i;
    counts[group] += 1;
    sums[group] += amount[i];
    if (amount[i] < least[group]) least[group] = amount[i];
    if (amount[i] > greatest[group]) greatest[group] = amount[i];
  }
  const shopNames = namesOf(shops);
  const productNames = namesOf(products);
  const result = Array.from(counts, (count, group) => ({
    shop: shopNames[shopOf[first[group]]],
    product: productNames[productOf[first[group]]],
    count,
    sum: sums[group],
    min: least[group],
    max: greatest[group],
    mean: sums[group] / count,
  }));
  for (const map of [shops, products, groups]) map.dispose();
  return result;
}

/** The strings by their ids. */
function namesOf(ids) {
  const { keys, values } = ids.columns();
  const strings = stringsOf(keys);
  const names = new Array(strings.length);
  for (let i = 0; i < strings.length; i += 1) names[values[i]] = strings[i];
  return names;
}

function joinWithMap({ product }, catalogue) {
  const text = decoder.decode(product.bytes);
  const categories = new Map();
  for (const [i, name] of catalogue.product.entries()) categories.set(name, catalogue.category[i]);
  return Uint8Array.from(
    product.starts,
    (start, i) => categories.get(text.slice(start, product.ends[i])) ?? NONE,
  );
}

function joinWithIds(encoded, products, catalogue) {
  const absent = encoded.size;
  const ids = encoded.getAll(catalogue.product, undefined, absent);
  const categoryOf = new Uint8Array(absent + 1).fill(NONE);
  for (let i = 0; i < ids.length; i += 1) categoryOf[ids[i]] = catalogue.category[i];
  return Uint8Array.from(products, (id) => categoryOf[id]);
}

/** Orders as a reader of CSV leaves them, where each field is in the bytes; and a table in columns. */
function makeTables(sizes) {
  const random = randomNumbers(1);
  const pick = (n) => Math.floor(random() * n);
  const view = () => ({
    starts: new Uint32Array(sizes.orders),
    ends: new Uint32Array(sizes.orders),
  });
  const [shop, product] = [view(), view()];
  const amount = new Float64Array(sizes.orders);
  const lines = [];
  let at = 0;
  const field = ({ starts, ends }, row, name) => {
    starts[row] = at;
    ends[row] = at + name.length;
    at += name.length + 1;
    return name;
  };
  for (let row = 0; row < sizes.orders; row += 1) {
    const fields = [
      field(shop, row, `shop ${Math.floor(random() ** 2 * sizes.shops)}`),
      field(product, row, nameOf(Math.floor(random() ** 2 * sizes.products))),
    ];
    amount[row] = pick(100_000) / 100;
    const line = `${fields.join(',')},${amount[row]}\n`;
    lines.push(line);
    at += line.length - fields.join(',').length - 1;
  }
  const bytes = utf8.encode(lines.join(''));
  // Some products have no category, and some of the catalogue nobody has ordered.
  const all = Array.from({ length: sizes.products }, (_, i) => nameOf(i + (sizes.products >> 3)));
  return {
    orders: { shop: { bytes, ...shop }, product: { bytes, ...product }, amount },
    catalogue: { product: all, category: Uint8Array.from(all, () => pick(40)) },
  };
}

function nameOf(i) {
  return `product ${Math.imul(i + 1, 0x9e3779b1) >>> 0}`;
}
