// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/frame_painter.h"

#include "core/playback/shot_media.h"

namespace sc::render {

FramePainter::FramePainter(const FramePlan &plan)
    : m_plan(plan), m_compositor(plan.timeline, plan.size, plan.media), m_program(plan.timeline), m_pictures(plan.size)
{
    if (!plan.burnIn.isEmpty())
        m_words.emplace(plan.timeline, plan.size, plan.burnIn);
}

QImage FramePainter::composed(std::int64_t frame)
{
    const bool isEmpty = m_plan.content == PictureContent::WordsOnly ||
                         (m_plan.hasAlpha && m_program.at(m_plan.timeline.project.frameRate.timeOf(frame)).shot < 0);
    if (!isEmpty)
        return m_compositor.frame(frame);
    QImage image(m_plan.size, m_plan.hasAlpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    image.fill(m_plan.hasAlpha ? Qt::transparent : Qt::black);
    return image;
}

QImage FramePainter::image(std::int64_t index)
{
    const std::int64_t frame = m_plan.programFrame(index);
    QImage image = composed(frame);
    if (m_words && !image.isNull())
        m_words->paint(image, frame);
    return image;
}

media::Picture FramePainter::picture(std::int64_t index, media::PictureConverter &converter)
{
    const std::int64_t frame = m_plan.programFrame(index);
    const bool isPlain = m_plan.content == PictureContent::Program && !m_plan.hasAlpha && m_plan.media.shots && m_plan.media.store &&
                         !(m_words && m_words->showsAt(frame));
    if (isPlain) {
        const Ticks t = m_plan.timeline.project.frameRate.timeOf(frame);
        const playback::Moment moment = m_program.at(t);
        const bool isOneShot = moment.shot >= 0 && moment.transition == timeline::TransitionKind::Cut;
        if (isOneShot) {
            const timeline::Clip &clip = m_program.clip(moment.shot);
            const auto shown = m_plan.media.shots->constFind(clip.id);
            if (shown != m_plan.media.shots->constEnd() && shown->kind == playback::ShotMedia::Kind::Video) {
                const media::Picture stored = m_pictures.at(shown->file, playback::mediaTime(clip, t));
                if (!stored.isNull()) {
                    ++m_stored;
                    return converter.convert(stored);
                }
            }
        }
    }
    const QImage image = this->image(index);
    return image.isNull() ? media::Picture() : converter.convert(image);
}

} // namespace sc::render
