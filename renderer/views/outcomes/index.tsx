/** 整改成效. */
import { ViewHead } from '../parts/Notes.tsx';

export default function Outcomes() {
  return <ViewHead title="整改成效" />;
}
