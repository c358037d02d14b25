/** 整改工期. */
import { ViewHead } from '../parts/Notes.tsx';

export default function Plan() {
  return <ViewHead title="整改工期" />;
}
