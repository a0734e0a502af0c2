// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtWidgets/QWidget>

#include <optional>
#include <vector>

namespace sc::ui {

// A place on the plane of moods, 0..1 each: dark to bright, calm to excited.
struct MoodPoint
{
    QString name;
    QColor colour;
    double valence = 0.5;
    double arousal = 0.5;
    bool operator==(const MoodPoint &) const = default;
};

// The song and its sections on the plane of valence and arousal.
class MoodPlane : public QWidget
{
    Q_OBJECT

public:
    explicit MoodPlane(QWidget *parent = nullptr);
    void setMoods(std::optional<MoodPoint> song, std::vector<MoodPoint> sections);
    [[nodiscard]] QSize sizeHint() const override { return {130, 112}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QPointF placeOf(const MoodPoint &point) const;

    std::optional<MoodPoint> m_song;
    std::vector<MoodPoint> m_sections;
};

} // namespace sc::ui
