// A test waits for real servers, and for its turn on two busy cores: five seconds, jest's default, say nothing about a defect.
import { jest } from '@jest/globals';

jest.setTimeout(60_000);
