import { render } from 'preact';
import { Frame } from '../shared/frame';
import { MatrixView } from './matrix-view';

render(
  <Frame title="title.matrix">
    <MatrixView />
  </Frame>,
  document.getElementById('page')!,
);
