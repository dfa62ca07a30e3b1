import { testAllValues } from '../support/differential.js';

testAllValues('bytes');
