// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

class CompareView;
class IconButton;

// A plate over the viewer: play, place and frame of a movie, the loupe; while something is being made, how far that is. The plate is dark
// in every look, because it lies on pictures.
class ViewBar : public QWidget
{
    Q_OBJECT

public:
    explicit ViewBar(CompareView &view, QWidget *parent = nullptr);
    void refresh();
    void setLive(const QString &words, double fraction); // empty words: nothing is being made

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRectF trackRect() const;
    [[nodiscard]] QRectF playRect() const { return {6, 4, 28, 28}; }
    [[nodiscard]] QRectF loupeRect() const { return {width() - 34.0, 4, 28, 28}; }
    [[nodiscard]] bool isMovie() const;
    void seekTo(double x);

    CompareView &m_view;
    QString m_words;
    double m_fraction = -1;
};

} // namespace sc::ui
