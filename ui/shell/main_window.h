// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/player_feed.h"
#include "ui/shell/studio_controller.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QWidget>

#include <map>

class QMenu;

namespace sc::ui {

class BackdropWidget;
class Banner;
class CommandPalette;
class DropVeil;
class FirstRunPage;
class NavRail;
class NoticeLog;
class ProblemDialog;
class ScreenStack;
class ShortcutSheet;
class ToastStack;
class TopBar;
class TransportBar;
struct ShellHooks;

// Makes the screens there are; the window owns them.
using ScreenFactories = std::map<ScreenId, std::function<QWidget *(AppContext &)>>;

// The window: navigation, screens, transport, and everything that lies over them. Takes drops anywhere.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    MainWindow(AppContext &context, StudioController &controller, const ScreenFactories &screens, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showScreen(ScreenId screen, bool moving = true);
    void closeNotices(); // the passing ones; the bell keeps them
    [[nodiscard]] ScreenId currentScreen() const { return m_current; }
    [[nodiscard]] QWidget *screenWidget(ScreenId screen) const { return m_screens.at(screen); }
    // The part of the song that the timeline shows, for the transport's overview.
    void setVisibleRange(std::optional<TickRange> range);
    void setCuts(std::vector<Ticks> cuts); // of the open project's shots

Q_SIGNALS:
    void rangeRequested(sc::TickRange range); // the timeline should show exactly this

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const ScreenFactories &screens);
    void connectContext();
    [[nodiscard]] ShellHooks hooks(const ScreenFactories &screens);
    void showProblem(const Problem &problem);
    void showNotice(const Notice &notice);
    void watchSession();
    void refreshHead();
    void watchQueue();
    void refreshQueue();
    void refreshBusy();
    [[nodiscard]] bool isFirstRun() const;
    void togglePlay();
    void openProjectMenu(const QPoint &at);
    void chooseSong();
    void importDialog();
    void openDialog();
    void restoreGeometryState();

    // What the top bar says of the queue.
    struct QueueGlance
    {
        int running = 0;
        int waiting = 0;
        double share = -1; // of what runs
        QString end;       // clock time; empty: not known
    };

    AppContext &m_context;
    StudioController &m_controller;
    std::vector<Ticks> m_cuts;
    PlayerFeed m_feed;
    NoticeLog *m_notices;
    BackdropWidget *m_ground = nullptr;
    TopBar *m_top = nullptr;
    NavRail *m_rail = nullptr;
    Banner *m_banner = nullptr;
    ScreenStack *m_stack = nullptr;
    TransportBar *m_transport = nullptr;
    FirstRunPage *m_firstRun = nullptr;
    std::map<ScreenId, QWidget *> m_screens;
    ToastStack *m_toasts = nullptr;
    DropVeil *m_veil = nullptr;
    ProblemDialog *m_problems = nullptr;
    CommandPalette *m_palette = nullptr;
    ShortcutSheet *m_sheet = nullptr;
    ScreenId m_current = ScreenId::Library;
    bool m_railWide = false; // as the person wants it; the first run shows it wide
    std::optional<TickRange> m_visibleRange;
    QueueGlance m_queue;
    double m_importShare = -1;
    QString m_importWords;
};

} // namespace sc::ui
