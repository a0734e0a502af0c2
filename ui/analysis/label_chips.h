// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/labels.h"

#include <QtWidgets/QWidget>

#include <vector>

namespace sc::ui {

class Chip;

// The words for a song as chips in lines: genres with how sure they are, then moods, instruments and tags. A press on
// one takes it away, the last one adds.
class LabelChips : public QWidget
{
    Q_OBJECT

public:
    explicit LabelChips(QWidget *parent = nullptr);
    void setLabels(const std::vector<audio::Label> &labels, bool isCorrected);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void labelChanged(sc::audio::LabelKind kind, const QString &name, bool isThere);
    void resetRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addChip(const audio::Label &label);
    void openAddMenu(QWidget *under);
    void openChipMenu(const audio::Label &label, QWidget *under);
    int place(int width, bool move) const; // gives the height

    std::vector<audio::Label> m_labels;
    std::vector<Chip *> m_chips;
    bool m_corrected = false;
    bool m_all = false;
};

} // namespace sc::ui
