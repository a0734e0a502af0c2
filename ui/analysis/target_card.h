// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/loudness_targets.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/panel.h"

class QLineEdit;
class QVBoxLayout;

namespace sc::ui {

class PushButton;
class TextLabel;

// How far the song is from what places of listening ask for: the gain to each target and whether its peak limit is held,
// with a target of one's own that the library's settings keep. Below, how good the recording is.
class TargetCard : public Plate
{
    Q_OBJECT

public:
    explicit TargetCard(AppContext &context, QWidget *parent = nullptr);

    void setAnalysis(const audio::Analysis &analysis, bool isPartial);
    [[nodiscard]] std::optional<audio::LoudnessTarget> ownTarget() const { return m_own; }
    bool setOwnTarget(const std::optional<audio::LoudnessTarget> &target); // false: the problem was raised
    void openOwnTarget();
    // "Own -12: -2.6 dB, peaks held", for what is said aloud and for tests.
    [[nodiscard]] static QString adviceWords(const audio::LoudnessAdvice &advice);

private:
    void fill();
    void addTarget(const audio::LoudnessTarget &target);

    AppContext &m_context;
    QVBoxLayout *m_rows;
    QWidget *m_ownButton = nullptr;
    audio::Analysis m_facts; // loudness and quality only
    bool m_partial = false;
    std::optional<audio::LoudnessTarget> m_own;
};

// The two numbers of a target, in a popover. Keeps what was typed and says the rule while it is broken.
class OwnTargetForm : public QWidget
{
    Q_OBJECT

public:
    OwnTargetForm(const std::optional<audio::LoudnessTarget> &target, QWidget *parent = nullptr);
    [[nodiscard]] QLineEdit *lufs() const { return m_lufs; }
    [[nodiscard]] QLineEdit *peak() const { return m_peak; }

Q_SIGNALS:
    void accepted(const sc::audio::LoudnessTarget &target);
    void removed();

private:
    void commit();

    QLineEdit *m_lufs;
    QLineEdit *m_peak;
    TextLabel *m_rule;
};

} // namespace sc::ui
