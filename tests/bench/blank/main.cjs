// The least a program of this runtime can be: one window, one page. What our own window is held against.
const { app, BrowserWindow } = require('electron');

app.setPath('userData', process.env.LEDGER_HOME);
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  return window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
