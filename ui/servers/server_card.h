// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/servers/server_state.h"
#include "ui/widgets/panel.h"

class QHBoxLayout;

namespace sc::ui {

class FlowLayout;
class IconButton;
class MemoryBar;
class PushButton;
class SparkLine;
class StateDot;
class Switch;

// A server at a glance: state, latency, device and memory, loaded models, its queue and how fast it is. On the queue screen it
// says what runs now and next, on the servers screen it has its actions.
class ServerCard : public Panel
{
    Q_OBJECT

public:
    enum class Form { Queue, Page };
    ServerCard(Form form, QWidget *parent = nullptr);

    struct Line
    {
        QString what; // "Now", "Next"
        QString name;
        QString figure;
        bool operator==(const Line &) const = default;
    };
    void setState(const ServerState &state, const std::vector<Line> &lines = {});
    void setNarrow(bool narrow); // state, memory and queue only
    [[nodiscard]] generation::ServerId serverId() const { return m_id; }
    [[nodiscard]] TextLabel *stateLabel() const { return m_stateWords; }
    [[nodiscard]] Switch *activeSwitch() const { return m_active; }
    [[nodiscard]] PushButton *checkButton() const { return m_check; }
    [[nodiscard]] PushButton *certificateButton() const { return m_certificate; }

Q_SIGNALS:
    void menuRequested(const QPoint &globalPosition);
    void checkRequested();
    void freeRequested();
    void certificateRequested(); // the server shows one that is not trusted
    void logRequested();
    void activeChanged(bool active);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void buildLines(const std::vector<Line> &lines);
    void buildChips(const QStringList &models);

    Form m_form;
    generation::ServerId m_id;
    StateDot *m_dot;
    TextLabel *m_name;
    TextLabel *m_latency;
    TextLabel *m_stateWords;
    TextLabel *m_device;
    TextLabel *m_memory;
    MemoryBar *m_bar;
    QWidget *m_chips;
    FlowLayout *m_chipFlow;
    QWidget *m_lineBox;
    TextLabel *m_queue;
    TextLabel *m_speed;
    SparkLine *m_spark;
    QWidget *m_actions = nullptr;
    PushButton *m_check = nullptr;
    PushButton *m_free = nullptr;
    PushButton *m_certificate = nullptr;
    bool m_isCertificate = false;
    Switch *m_active = nullptr;
    QStringList m_shownModels;
    std::vector<Line> m_shownLines;
};

} // namespace sc::ui
