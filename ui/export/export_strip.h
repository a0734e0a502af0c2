// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/waveform.h"
#include "core/timeline/model.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

#include <memory>

namespace sc::ui {

// The whole cut in 132 px: section names, one card a shot as the animatic shows it, and the song below.
class ExportStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ExportStrip(QWidget *parent = nullptr);
    void setProgram(const timeline::Timeline &timeline, std::shared_ptr<const audio::WaveformPyramid> waveform);
    void setRange(std::optional<TickRange> range); // what is outside is dimmed

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void render();
    void renderSections(QPainter &painter) const;
    void renderShots(QPainter &painter) const;
    void renderWave(QPainter &painter) const;
    [[nodiscard]] double xOf(Ticks t) const;

    timeline::Timeline m_timeline;
    std::shared_ptr<const audio::WaveformPyramid> m_waveform;
    Ticks m_length;
    std::optional<TickRange> m_range;
    QPixmap m_picture;
};

} // namespace sc::ui
