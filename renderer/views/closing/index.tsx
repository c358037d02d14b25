/** 销号办理. */
import { ViewHead } from '../parts/Notes.tsx';

export default function Closing() {
  return <ViewHead title="销号办理" />;
}
