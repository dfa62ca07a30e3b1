// The report of the committed run: the same view as in the page that `npm run bench:report` makes.

import { catalogue } from '../../bench/catalogue.js';
import { KINDS } from '../../bench/keys/kinds.js';
import { keptResults } from '../../bench/report/kept.js';
import { namesOf } from '../../bench/report/names.js';

export async function report() {
  const names = namesOf({ ...(await catalogue()), kinds: KINDS });
  const data = JSON.stringify({ results: keptResults(), names }).replace(/</g, '\\u003c');
  return {
    path: 'report.html',
    title: 'tophash against native Map',
    description: 'The whole report of the benchmarks that are committed with the source.',
    script: 'report.js',
    style: 'report.css',
    main: `<h1>tophash against native Map</h1>
<p>The run that is committed with the source. <a href="speed.html">Measure this browser</a> instead.</p>
<div id="report"></div>
<noscript>The charts and tables of this page are drawn by its script.</noscript>
<script type="application/json" id="data">${data}</script>`,
  };
}
