/** 综合看板. */
import { ViewHead } from '../parts/Notes.tsx';

export default function Dashboard() {
  return <ViewHead title="综合看板" />;
}
