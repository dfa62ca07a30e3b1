import { testAllValues } from '../support/differential.js';

testAllValues('u32');
