/** 核对. */
import { ViewHead } from '../parts/Notes.tsx';

export default function Checks() {
  return <ViewHead title="核对" />;
}
