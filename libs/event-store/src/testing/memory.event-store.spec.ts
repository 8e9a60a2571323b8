import { describeEventStore } from '../event-store.contract';
import { describeCommandHandling } from '../aggregate-handler.contract';
import { MemoryEventStore } from './memory.event-store';

const open = () => Promise.resolve({ store: new MemoryEventStore(), close: () => Promise.resolve() });

describeEventStore('memory', open);
describeCommandHandling('memory', open);
