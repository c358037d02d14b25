; Included by electron-builder's installer script. Electron needs Windows 10; on an older one the installer says so and
; ends before it has changed anything.
!include WinVer.nsh

!macro customInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "本机的 Windows 版本过低，无法安装“整改台账”。$\r$\n$\r$\n本软件需要 Windows 10 或更高版本。请在 Windows 10 以上的电脑上安装，或请单位信息技术人员升级系统后再装。本次未作任何改动。" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
!macroend
