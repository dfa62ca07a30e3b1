import { testAllValues } from '../support/differential.js';

testAllValues('f64');
