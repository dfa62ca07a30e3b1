// @ts-check
// Replays one recording in a thread of its own: with code that has never run and a module that was
// compiled for it alone, since what is right in warm code need not be in cold code.

import { parentPort, workerData } from 'node:worker_threads';
import { conformanceModule } from './heap.js';
import { replay } from './replay.js';

parentPort?.postMessage(replay(workerData, conformanceModule()));
