import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import { z } from 'zod';
import { refusal } from '../../../src/domain/failures';
import { attemptTimeoutMs } from '../../../src/providers/calls';
import { Circuit, CircuitBreaker, circuitRules, type Admission, type Outcome } from '../../../src/providers/circuit-breaker';
import { operation } from '../../../src/providers/operation';
import { Transport, type TransportOptions } from '../../../src/providers/transport';
import type { Wire } from '../../../src/providers/wire';
import { DocumentsInMemory } from './documents-in-memory';

const { windowMs, leastCalls, failedShare, firstPauseMs, longestPauseMs, probeMs } = circuitRules;
