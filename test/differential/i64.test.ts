import { testAllValues } from '../support/differential.js';

testAllValues('i64');
