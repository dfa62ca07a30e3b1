// Jest's name for what Vitest has, too.

import { vi } from 'vitest';

globalThis.jest = vi;
